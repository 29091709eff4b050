import type { Word } from "./words.ts";

/** Signs, codes and names of currencies, by ISO 4217. */
export const currencies: ReadonlyMap<string, string> = new Map(
  Object.entries({
    USD: "$ us$ usd dollar dollars",
    EUR: "€ eur euro euros",
    GBP: "£ gbp pound pounds",
    JPY: "¥ jpy yen",
    INR: "₹ inr rupee rupees",
    CHF: "chf francs",
    CAD: "ca$ c$ cad",
    AUD: "au$ a$ aud",
    NZD: "nz$ nzd",
    SGD: "s$ sgd",
    HKD: "hk$ hkd",
    KRW: "₩ krw won",
    ILS: "₪ ils shekels",
    CNY: "cny rmb yuan",
    SEK: "sek",
    NOK: "nok",
    DKK: "dkk",
    PLN: "pln zloty",
    CZK: "czk",
    MXN: "mxn",
    BRL: "brl",
    ZAR: "zar rand",
    UAH: "₴ uah",
    RON: "ron",
    HUF: "huf",
    TRY: "₺",
    PHP: "₱",
  }).flatMap(([code, names]) => names.split(" ").map((name): [string, string] => [name, code])),
);

/** Reads a currency before or behind an amount. */
export function currencyAt(words: readonly Word[], at: number): string | undefined {
  const word = words[at];
  const code = currencies.get(word?.lower ?? "");
  // Codes are written in capitals; `pound`, `won` and `rand` mean money behind a number only.
  return code !== undefined &&
    word !== undefined &&
    (/\p{Sc}/u.test(word.text) || word.text === code)
    ? code
    : undefined;
}
