/** The answer of the API with everything a test may look at. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Tests look into answers of many shapes; a schema of each would be the code under test once more.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: any;
}

export interface ApiClient {
  readonly get: (path: string) => Promise<ApiAnswer>;
  readonly head: (path: string) => Promise<ApiAnswer>;
  readonly post: (path: string, body?: unknown) => Promise<ApiAnswer>;
  readonly put: (path: string, body?: unknown) => Promise<ApiAnswer>;
  readonly delete: (path: string) => Promise<ApiAnswer>;
}

/** A bare client of the API for tests: one request a call, nothing retried, nothing thrown for 4xx. */
export function createClient(url: string, token: string): ApiClient {
  const request =
    (method: string) =>
    async (path: string, body?: unknown): Promise<ApiAnswer> => {
      const isForm = body instanceof FormData;
      const response = await fetch(`${url}/api/v4${path}`, {
        method,
        headers: {
          "PRIVATE-TOKEN": token,
          ...(body === undefined || isForm ? {} : { "Content-Type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const { status, headers } = response;
      const isJson = headers.get("content-type")?.startsWith("application/json") && text !== "";
      return { status, headers, text, json: isJson ? JSON.parse(text) : undefined };
    };
  return {
    get: request("GET"),
    head: request("HEAD"),
    post: request("POST"),
    put: request("PUT"),
    delete: request("DELETE"),
  };
}
