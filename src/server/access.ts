import { createHash, timingSafeEqual } from "node:crypto";
import type { Request, RequestHandler } from "express";
import type { Log } from "../log.ts";

/** Lets a request through that brings the password as HTTP basic authentication, under any user name. */
export function requirePassword(password: string, log: Log): RequestHandler {
  const expected = digest(password);
  return (request, response, next) => {
    const given = passwordOf(request);
    // Digests have one length and tell nothing, so comparing takes the same time however much is right.
    if (given !== undefined && timingSafeEqual(digest(given), expected)) {
      next();
      return;
    }
    if (given !== undefined) {
      log.warn({ address: request.socket.remoteAddress, path: request.path }, "password refused");
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
 * Refuses changes that another site's page makes a browser send: it adds the password by itself.
 * https://owasp.org Cross-Site Request Forgery Prevention, "Fetch Metadata", 2026-11
 */
export const refuseCrossSite: RequestHandler = (request, response, next) => {
  const site = request.get("sec-fetch-site") ?? "none";
  const isChange = request.method !== "GET" && request.method !== "HEAD";
  if (!isChange || site === "same-origin" || site === "none") {
    next();
    return;
  }
  response.status(403).json({ error: "Changes are made from the dashboard's own pages." });
};

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
