import { testRule } from "../test-rule.ts";

testRule("policy/no-personal-data", {
  accepts: [
    "Use 123-45-6789 or 000-12-3456 in examples.\n",
    "Order 2026-11-2345, ticket 555-12-34567.\n",
    "Phone 555-12-3456.\n",
    "Call us at 555-12-3456, fax: 555-12-3457.\n",
    "Tel. no. 555-12-3456\n",
    "The sample account is GB82 WEST 1234 5698 7654 32.\n",
    // A wrong check digit.
    "The account GB83 WEST 1234 5698 7654 31 does not exist.\n",
    "Pay with 4242 4242 4242 4242 in the test shop.\n",
    "Call 4929 1234 5678 9010 for help.\n",
    "Set `219-12-3456`.\n",
  ],
  rejects: [
    {
      text: "Her number is 219-12-3456.\n",
      findings: [
        "1:15-1:26 This looks like a US social security number. Remove it here and from the history.",
      ],
    },
    {
      text: "Call Ana, whose number is 219-12-3456.\n",
      findings: [
        "1:27-1:38 This looks like a US social security number. Remove it here and from the history.",
      ],
    },
    {
      text: "Transfer it to DE75 5121 0800 1245 1261 99 by Friday.\n",
      findings: [
        "1:16-1:43 This looks like a bank account number. Remove it here and from the history.",
      ],
    },
    {
      text: "The team card is 4539 1488 0343 6467.\n",
      findings: [
        "1:18-1:37 This looks like a payment card number. Remove it here and from the history.",
      ],
    },
  ],
});
