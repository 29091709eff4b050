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
    "Contact Maria Lopez.\n",
  ].map((text) => (text.startsWith("---") ? { text, path: "policies/access.md" } : text)),
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
  ],
});
