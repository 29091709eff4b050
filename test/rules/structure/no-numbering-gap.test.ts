import { testRule } from "../test-rule.ts";

testRule("structure/no-numbering-gap", {
  accepts: [
    "## 1. Purpose\n\nText.\n\n## 2. Scope\n\nText.\n\n## 3. Duties\n\nText.\n",
    // Two lists on one page, and headings that merely begin with a number.
    "## 1. Ask\n\nText.\n\n## 2. Wait\n\nText.\n\n## 1. Return\n\nText.\n",
    "## 2. Why\n\nText.\n\n### 2.a Us\n\nText.\n\n### 2.b Them\n\nText.\n\n### 2.c All\n\nText.\n",
    "## 2024 results\n\nText.\n\n## 2026 results\n\nText.\n",
    "## 1. Purpose\n\n### 1. Why\n\nText.\n\n### 2. How\n\nText.\n\n## 2. Scope\n\nText.\n",
    // A fence behind other text opens nothing, so its end hides the heading below.
    "## 1. Pay\n\nText.\n\n## 2. Hours\n\n- Set:```yaml\nhours: 6\n```\n\n## 3. Leave\n\n- Set:```yaml\ndays: 30\n```\n\n## 4. End\n\nText.\n",
    // Steps with letters, and one step in two ways.
    "## Step 1: Ask\n\n## Step 2a: Wait\n\n## Step 2b: Go\n\n## Step 3: Rest\n",
    "## Step 1: Ask\n\n## Step 2: Wait\n\n## Step 3: Go\n\n## Step 3: Go by train\n\n## Step 4\n",
    "## Step 1.1\n\n## Step 1.3\n\n## Step 1.4\n",
  ],
  rejects: [
    {
      text: "### Step 0: Plan\n\n### Step 1: Ask\n\n### Step 2: Wait\n\n### Step 4: Go\n",
      findings: ["7:1-7:15 “Step 4: Go” comes after number 2. Change its number to 3."],
    },
    {
      text: "## 1. Pay\n\nText.\n\n## 3. Hours\n\nText.\n\n## 4. Leave\n\nText.\n",
      findings: ["5:1-5:12 “3. Hours” comes after number 1. Change its number to 2."],
    },
    {
      text: "## 1. Pay\n\n## 3. Hours\n\n## 3. Leave\n\n## 4. End\n",
      findings: ["3:1-3:12 “3. Hours” comes after number 1. Change its number to 2."],
    },
    {
      text: "## 1. Pay\n\n## 2. Hours\n\n## 2. Leave\n\n## 3. End\n",
      findings: ["5:1-5:12 “2. Leave” comes after number 2. Number the headings anew."],
    },
    {
      text: "## 4. Pay\n\nText.\n\n## 5. Hours\n\nText.\n\n## 7. Leave\n\nText.\n\n## 8. End\n\nText.\n",
      findings: ["9:1-9:12 “7. Leave” comes after number 5. Change its number to 6."],
    },
    {
      text: "## 1. Pay\n\nText.\n\n## 2. Hours\n\nText.\n\n## 2. Leave\n\nText.\n",
      findings: ["9:1-9:12 “2. Leave” comes after number 2. Change its number to 3."],
    },
  ],
});
