import { describe, expect, test } from "vitest";

import { complaintOf } from "../../src/cli/change/complaint.ts";

describe("what git complains of", () => {
  test.each([
    [
      "https://ci:s3cret@gitlab.example.com/hr/handbook.git/",
      "https://gitlab.example.com/hr/handbook.git/",
    ],
    ["https://s3cret@gitlab.example.com:8443", "https://gitlab.example.com:8443"],
    ["https://ci:a@b:c@gitlab.example.com/hr", "https://gitlab.example.com/hr"],
    ["ssh://git@gitlab.example.com/hr", "ssh://gitlab.example.com/hr"],
    ["https://gitlab.example.com/hr/@all", "https://gitlab.example.com/hr/@all"],
  ])("names %s without who asks", (address, shown) => {
    expect(complaintOf(`fatal: unable to access '${address}': refused\n`, {})).toBe(
      `fatal: unable to access '${shown}': refused`,
    );
  });

  test("holds no value of a secret variable", () => {
    const env = {
      CI_JOB_TOKEN: "glcbt-64_abc",
      DEPLOY_PASSWORD: "s3cret",
      MY_TOKEN: "a",
      HOME: "/root",
    };
    expect(complaintOf("remote: glcbt-64_abc and s3cret are wrong, in /root", env)).toBe(
      "remote: [redacted] and [redacted] are wrong, in /root",
    );
  });

  test("is two lines at most, without git's general advice", () => {
    const stderr =
      "warning: redirecting\nremote: HTTP Basic: Access denied.\n\nfatal: Authentication failed.\n" +
      "Please make sure you have the correct access rights\nand the repository exists.\nmore\n";
    expect(complaintOf(stderr, {})).toBe(
      "remote: HTTP Basic: Access denied; fatal: Authentication failed",
    );
    expect(complaintOf("x".repeat(5_000), {})).toHaveLength(300);
  });
});
