/** A user of GitLab. */
interface User {
  readonly id: number;
  readonly username: string;
}

/** The users that the bot has had: each new token of a project is a new one. What the earlier ones wrote is the bot's. */
export class BotUsers {
  readonly #all: User[];

  constructor(first: User) {
    this.#all = [first];
  }

  /** Whose token the bot has now. */
  get current(): User {
    const last = this.#all.at(-1);
    if (last === undefined) throw new Error("the bot has no user");
    return last;
  }

  replaceBy(user: User): void {
    this.#all.push(user);
  }

  has(id: number | undefined): boolean {
    return this.#all.some((user) => user.id === id);
  }

  isCalled(username: string | undefined): boolean {
    return this.#all.some((user) => user.username === username);
  }
}
