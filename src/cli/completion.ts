import type { Command, Option } from "commander";

/** Shells for which completion can be printed. */
export const shells = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof shells)[number];

/** A command with what may follow it. */
interface Entry {
  readonly name: string;
  readonly description: string;
  readonly options: readonly Option[];
}

/** Gives a script that completes commands, options and their values in a shell. */
export function completion(program: Command, shell: Shell): string {
  const entries = program.commands.map((command): Entry => ({
    name: command.name(),
    description: command.description(),
    options: command.options,
  }));
  return scripts[shell](program.name(), entries);
}

const scripts: Readonly<Record<Shell, (name: string, entries: readonly Entry[]) => string>> = {
  bash: bashScript,
  zsh: (name, entries) =>
    `#compdef ${name}\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(name, entries)}`,
  fish: fishScript,
};

function bashScript(name: string, entries: readonly Entry[]): string {
  const options = entries.map(
    ({ name: command, options }) => `    ${command}) words="${flagsOf(options).join(" ")}" ;;`,
  );
  const values = entries.flatMap(({ name: command, options }) =>
    options.flatMap(({ long, argChoices }) =>
      long == null || argChoices === undefined
        ? []
        : [`    "${command} ${long}") words="${argChoices.join(" ")}" ;;`],
    ),
  );
  return `_handbook_bot() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${entries.map((entry) => entry.name).join(" ")}" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]} $previous" in
${values.join("\n")}
  esac
  if [ -z "$words" ] && [ "\${current#-}" != "$current" ]; then
    case "\${COMP_WORDS[1]}" in
${options.map((line) => `  ${line}`).join("\n")}
    esac
  fi
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); fi
}
complete -o default -F _handbook_bot ${name}
`;
}

function fishScript(name: string, entries: readonly Entry[]): string {
  const lines = entries.flatMap(({ name: command, description, options }) => [
    `complete -c ${name} -n __fish_use_subcommand -a ${command} -d ${quoted(description)}`,
    ...options.flatMap(({ long, argChoices, description: about, required }) => {
      if (long == null) return [];
      const value =
        argChoices === undefined ? (required ? " -r" : "") : ` -xa ${quoted(argChoices.join(" "))}`;
      return [
        `complete -c ${name} -n '__fish_seen_subcommand_from ${command}' -l ${long.slice(2)}${value} -d ${quoted(about)}`,
      ];
    }),
  ]);
  return `${lines.join("\n")}\n`;
}

function flagsOf(options: readonly Option[]): readonly string[] {
  return options.flatMap(({ long }) => long ?? []);
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
