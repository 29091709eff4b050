import { quoteAddress } from "./link-target.ts";

/** What is wrong with a target that was meant to be another one. */
export interface AddressSlip {
  readonly message: string;
  readonly meant: string | undefined;
}

/** `www.example.org`, `example.org/leave`: names that end as no file does. */
const host =
  /^(?:www\.(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}|(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|gov|edu|io)|[a-z0-9-]{1,63}\.(?:co|org|gov|ac)\.[a-z]{2})(?=[/?#:]|$)/;

/** `https//`, `https:/`, `http:///`, `(https://`, `https://https://`. */
const scheme =
  /^\(?(?:https?:\/\/(?=https?:\/\/)|(?<=\()(?=https?:\/\/)|(https?):?\/{1,4}(?=[a-z0-9-]{1,63}\.))/i;

/** A file on the computer of the author. */
const local = /^(?:file:\/\/\/|\/Users\/[^/]+\/|[A-Za-z]:(?:\/|\\|%5C))/;

/** Tells a target that leads nowhere, whatever pages there are: without its scheme, or to the author's own disk. */
export function addressSlip(target: string): AddressSlip | undefined {
  if (local.test(target)) {
    const place = quoteAddress(target, 40);
    return {
      message: `${place} is a file on one computer. Link to a copy that readers can open.`,
      meant: undefined,
    };
  }
  if (host.test(target)) {
    const message = `${quoteAddress(target, 40)} lacks “https://”, so it is looked for in this handbook. Add it.`;
    return { message, meant: `https://${target}` };
  }
  const wrong = scheme.exec(target);
  if (wrong === null || /^https?:\/\/(?!\/|https?:)/i.test(target)) return undefined;
  const isInBrackets = target.startsWith("(") && target.endsWith(")");
  const rest = target.slice(wrong[0].length, isInBrackets ? -1 : undefined);
  const meant = wrong[1] === undefined ? rest : `${wrong[1].toLowerCase()}://${rest}`;
  return {
    message: `${quoteAddress(target, 40)} is no valid address. Link to ${quoteAddress(meant, 40)} instead.`,
    meant,
  };
}
