import { expect, it } from "vitest";
import { ownAddress } from "../../src/cli/own-address.ts";

it.each([
  ["127.0.0.1", undefined, "http://127.0.0.1:8080"],
  ["handbook.example.com", undefined, "http://handbook.example.com:8080"],
  ["::1", undefined, "http://[::1]:8080"],
  ["0.0.0.0", undefined, "http://localhost:8080"],
  ["::", undefined, "http://localhost:8080"],
  ["[::]", undefined, "http://localhost:8080"],
  ["::", "https://bot.example.com/handbook", "https://bot.example.com/handbook"],
])("a bot that listens on %s and is known as %s is reached at %s", (host, publicUrl, address) => {
  expect(ownAddress({ host, publicUrl, port: 8080 })).toBe(address);
});
