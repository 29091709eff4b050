import { testRule } from "../test-rule.ts";

const policy = (text: string) => `---\ntitle: Access\ncontrolled_document: true\n---\n\n${text}\n`;
const finding = (place: string, name: string) =>
  `${place} “${name}” is a person. Name the role or team to turn to instead.`;

testRule("policy/no-named-contact", {
  accepts: [
    policy("Contact the Access team or your manager."),
    policy("Contact @people-ops or @security/access in case of doubt."),
    policy("Write to [us](mailto:access@company.com) or maria@example.com."),
    policy("Contact Total Rewards. Maria Lopez wrote the first version."),
    policy("| Role | Name |\n| --- | --- |\n| Contact Maria Lopez | @maria.lopez |"),
    policy("## Team members\n\nContact Maria Lopez."),
    policy("Author: Maria Lopez, maria@company.com"),
    policy("> Contact Maria Lopez."),
    policy("Authors:\n\n- Maria Lopez, maria@company.com\n- Peter Novak, peter@company.com"),
    policy("Ask me or Maria Lopez about my calendar."),
    policy("The form was approved by Maria Lopez."),
    policy("Access was granted by Maria Lopez in 2021."),
    policy("Open an account with Charles Schwab or ask Charles Schwab about fees."),
    policy("Contact Ernst & Young about the audit."),
    policy("An example: “Send an e-mail to Peter Novak on Tuesday.”"),
    policy("For example, ask Jane Doe."),
    policy("Mail goes to several people, e.g. peter@demo.com."),
    policy("Sign up with maria+test@company.com."),
    policy("Watch the interview in which we talk to Maria Lopez."),
  ]
    .map((text) => ({ text, path: "policies/access.md" }))
    .concat([
      { text: "Contact Maria Lopez.\n", path: "handbook/minutes/2026-05.md" },
      { text: "Contact Maria Lopez first.\n", path: "handbook/people/maria/README.md" },
    ]),
  rejects: [
    {
      text: policy("Contact Maria Lopez for exceptions."),
      path: "policies/access.md",
      findings: [finding("6:9-6:20", "Maria Lopez")],
    },
    {
      text: policy("Reach out to our colleague @maria.lopez first."),
      path: "policies/access.md",
      findings: [finding("6:28-6:40", "@maria.lopez")],
    },
    {
      text: policy("The owner of this policy, Patrick O'Brien, answers questions."),
      path: "policies/access.md",
      findings: [finding("6:27-6:42", "Patrick O'Brien")],
    },
    {
      text: policy("Maria Lopez is responsible for reviews."),
      path: "policies/access.md",
      findings: [finding("6:1-6:12", "Maria Lopez")],
    },
    {
      text: policy("Our contact is maria@partner.eu for now."),
      path: "policies/access.md",
      findings: [finding("6:16-6:32", "maria@partner.eu")],
    },
    {
      text: policy("You’ll meet with Peter on your first day."),
      path: "policies/access.md",
      findings: [finding("6:18-6:23", "Peter")],
    },
    {
      text: policy("Get a key from Peter or Maria Lopez."),
      path: "policies/access.md",
      findings: [finding("6:16-6:21", "Peter"), finding("6:25-6:36", "Maria Lopez")],
    },
    {
      text: policy(
        "Maria Lopez maintains this page and Peter Novak, Head of IT, approves changes.",
      ),
      path: "policies/access.md",
      findings: [finding("6:1-6:12", "Maria Lopez"), finding("6:37-6:48", "Peter Novak")],
    },
    {
      text: policy("Let Maria know if a page is missing."),
      path: "policies/access.md",
      findings: [finding("6:5-6:10", "Maria")],
    },
    { text: "Contact Maria Lopez.\n", findings: [finding("1:9-1:20", "Maria Lopez")] },
  ],
});
