import type { Report } from "../../src/lint/finding.ts";
import { noOptions, type PageRule } from "../../src/lint/rule.ts";

/** No page contains numbers of people or their accounts. */
export const noPersonalData: PageRule<Record<string, never>> = {
  id: "policy/no-personal-data",
  scope: "page",
  summary: "No page contains a social security, bank account or payment card number.",
  why: "A published number can be misused immediately, stays in the history, and must be reported as a breach.",
  severity: "error",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check({ prose }) {
    if (!/\d{3}/.test(prose)) return;
    yield* found(prose, socialSecurity, isSocialSecurity, "US social security number");
    yield* found(prose, iban, isIban, "bank account number");
    yield* found(prose, card, isCard, "payment card number");
  },
};

/** The number itself is not repeated in the message: comments are mailed. */
function* found(
  text: string,
  pattern: RegExp,
  isReal: (text: string, before: string) => boolean,
  name: string,
): Iterable<Report> {
  for (const { index, 0: number } of text.matchAll(pattern)) {
    if (!isReal(number, text.slice(Math.max(0, index - cueCharacters), index))) continue;
    yield {
      span: { start: index, end: index + number.length },
      message: `This looks like a ${name}. Remove it here and from the history.`,
    };
  }
}

/** So many characters before a number say what it is. */
const cueCharacters = 30;

/** “Phone 555-12-3456”, “call us at …”, “tel. no. …”. */
const phone =
  /(?<!\p{L})(?:(?:tele)?phone|tel|fax|mobile|cell|call|dial|ring|text)\.?(?: (?:us|me|them|it|number|no\.?|at|on)){0,2}:?\s{0,3}$/iu;

const socialSecurity = /(?<![\p{L}\p{N}-])\d{3}-\d{2}-\d{4}(?![\p{L}\p{N}-])/gu;

/** The Social Security Administration never issues 000, 666 and 9xx, nor zeros in a group; examples use them. */
function isSocialSecurity(text: string, before: string): boolean {
  if (phone.test(before)) return false;
  const [area = "", group = "", serial = ""] = text.split("-");
  if (/^(?:000|666|9\d\d)$/.test(area) || group === "00" || serial === "0000") return false;
  return text !== "123-45-6789" && text !== "078-05-1120" && text !== "219-09-9999";
}

const iban =
  /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/gu;

/** Numbers that banks and standards print as examples. */
const sampleIbans = new Set([
  "GB82WEST12345698765432",
  "DE89370400440532013000",
  "FR1420041010050500013M02606",
  "NL91ABNA0417164300",
  "GB29NWBK60161331926819",
  "GB33BUKB20201555555555",
  "CH9300762011623852957",
]);

/** ISO 13616: the digits, letters counted from 10, leave 1 when divided by 97. */
function isIban(text: string): boolean {
  const plain = text.replaceAll(" ", "");
  if (plain.length < 15 || plain.length > 34 || sampleIbans.has(plain)) return false;
  let rest = 0;
  for (const char of plain.slice(4) + plain.slice(0, 4)) {
    const value = parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

const card =
  /(?<![\p{L}\p{N}.-]|\p{N} )(?:\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}|3[47]\d{2}[ -]\d{6}[ -]\d{5})(?![\p{N}-]| \p{N})/gu;

/** Test numbers of payment providers. */
const sampleCards =
  /^(?:4242424242424242|41{15}|4012888888881881|5{15}4|5105105105105100|378282246310005|371449635398431|4000056655665556|5200828282828210|4000000000000002)$/;

/** Luhn's check digit, and the first digit of a payment network. */
function isCard(text: string): boolean {
  const digits = text.replace(/[ -]/g, "");
  if (!/^[3-6]/.test(digits) || sampleCards.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += place % 2 === 1 ? doubled : digit;
  }
  return sum % 10 === 0;
}
