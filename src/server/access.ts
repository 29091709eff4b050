import { createHash, timingSafeEqual } from "node:crypto";
import type { Request, RequestHandler } from "express";
import type { Log } from "../log.ts";

/** Wrong passwords that one address may send in a minute. Who mistypes theirs needs a few. */
const guessesMax = 10;
const guessWindowMs = 60_000;
/** Addresses that are remembered at a time. */
const addressesMax = 10_000;

/**
 * Lets a request through that brings the password as HTTP basic authentication, under any user name. An address
 * that guesses is not listened to for the rest of a minute, whatever it sends.
 */
export function requirePassword(password: string, log: Log, now: () => number): RequestHandler {
  const expected = digest(password);
  const guesses = new Map<string, { count: number; readonly since: number }>();

  function guessesOf(address: string): { count: number; readonly since: number } {
    const known = guesses.get(address);
    if (known !== undefined && known.since + guessWindowMs > now()) return known;
    if (guesses.size >= addressesMax) guesses.clear();
    const fresh = { count: 0, since: now() };
    guesses.set(address, fresh);
    return fresh;
  }

  return (request, response, next) => {
    const given = passwordOf(request);
    const address = request.socket.remoteAddress ?? "";
    const seen = guesses.get(address);
    if (seen !== undefined && seen.count >= guessesMax && seen.since + guessWindowMs > now()) {
      response
        .status(429)
        .set("Retry-After", String(Math.ceil((seen.since + guessWindowMs - now()) / 1_000)))
        .json({ error: "Too many wrong passwords from this address. Try again in a minute." });
      return;
    }
    // Digests have one length and tell nothing, so comparing takes the same time however much is right.
    if (given !== undefined && timingSafeEqual(digest(given), expected)) {
      next();
      return;
    }
    if (given !== undefined) {
      guessesOf(address).count += 1;
      log.warn({ address, path: request.path }, "password refused");
    }
    response
      .status(401)
      .set("WWW-Authenticate", 'Basic realm="handbook-bot", charset="UTF-8"')
      .json({ error: "Sign in with any user name and HANDBOOK_BOT_DASHBOARD_PASSWORD." });
  };
}

/**
 * Lets only requests through that come from this machine itself. One that a proxy on this machine passes
 * on comes from elsewhere.
 */
export const requireLoopback: RequestHandler = (request, response, next) => {
  if (isLoopback(request.socket.remoteAddress) && !isPassedOn(request)) {
    next();
    return;
  }
  response.status(403).json({
    error:
      "Only requests from this machine are answered. " +
      "Set HANDBOOK_BOT_DASHBOARD_PASSWORD, or HANDBOOK_BOT_METRICS_PUBLIC=true, to answer others.",
  });
};

/**
 * Refuses changes that do not come from our own pages: another site's page can make a browser send them, and the
 * browser adds the password by itself. `Sec-Fetch-Site` counts where a browser sends it, which it does to https
 * and to this machine; else `Origin`, which it sends with every change.
 * https://owasp.org Cross-Site Request Forgery Prevention, "Fetch Metadata", 2026-11
 */
export function refuseCrossSite(publicUrl: string | undefined): RequestHandler {
  return (request, response, next) => {
    const isChange = request.method !== "GET" && request.method !== "HEAD";
    if (!isChange || isOwnPage(request, publicUrl)) {
      next();
      return;
    }
    response.status(403).json({ error: "Changes are made from the dashboard's own pages." });
  };
}

function isOwnPage(request: Request, publicUrl: string | undefined): boolean {
  const site = request.get("sec-fetch-site");
  if (site !== undefined && site !== "same-origin") return false;
  const origin = request.get("origin");
  if (origin === undefined) return site === "same-origin";
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  const own = [request.get("host"), publicUrl === undefined ? undefined : new URL(publicUrl).host];
  return own.includes(host);
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function passwordOf(request: Request): string | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,2000})$/i.exec(request.get("authorization") ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  return colon === -1 ? undefined : pair.slice(colon + 1);
}

function isLoopback(address: string | undefined): boolean {
  return address === "::1" || /^(?:::ffff:)?127\./.test(address ?? "");
}

function isPassedOn(request: Request): boolean {
  return ["forwarded", "x-forwarded-for", "x-real-ip", "via"].some(
    (name) => request.get(name) !== undefined,
  );
}
