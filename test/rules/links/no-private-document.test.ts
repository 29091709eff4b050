import { testRule } from "../test-rule.ts";

testRule("links/no-private-document", {
  accepts: [
    "Read [the leave policy](/handbook/leave/).",
    "Fill in [the form](https://docs.google.com/forms/d/e/1a/viewform).",
    "See [the calendar](https://docs.google.com/spreadsheets/d/e/1a/pubhtml?gid=0).",
    '<iframe src="https://docs.google.com/presentation/d/e/2a/embed"></iframe>',
    "See [the site](https://docs.google.com.example.org/a).",
    "Search [the web](https://www.google.com/search?q=docs.google.com).",
    "![Chart](https://docs.google.com/drawings/d/1a)",
    "Read [the interviews (internal link)](https://docs.google.com/document/d/1b).",
    "Ask in [the channel](https://acme.slack.com/archives/C2) (_for team members only_).",
    "- Notes (Internal): https://docs.google.com/document/d/1c",
  ],
  rejects: [
    {
      text: "Read [the notes](https://docs.google.com/document/d/1a/edit).",
      findings: [
        "1:6-1:61 Some readers cannot open documents on “docs.google.com”. Copy the text here or mark the link as internal.",
      ],
    },
    {
      text: "We write internal notes.\n\nRead [them](https://docs.google.com/document/d/1d/internal).",
      findings: [
        "3:6-3:60 Some readers cannot open documents on “docs.google.com”. Copy the text here or mark the link as internal.",
      ],
    },
    {
      text: "Ask in [the channel](https://acme.slack.com/archives/C1).",
      findings: [
        "1:8-1:57 Some readers cannot open documents on “acme.slack.com”. Copy the text here or mark the link as internal.",
      ],
    },
    {
      text: "[notes]: https://www.dropbox.com/s/1a\n\nRead the [notes].",
      findings: [
        "1:1-1:38 Some readers cannot open documents on “www.dropbox.com”. Copy the text here or mark the link as internal.",
      ],
    },
  ],
});
