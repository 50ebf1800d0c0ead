import type { ParseArgsConfig } from 'node:util'
import type { Configuration } from '../platform/configuration.ts'

/** One command of the command line. */
export interface Command {
  readonly name: string
  /** One line of the help text. */
  readonly summary: string
  /** What follows the name, as `FILE [--object NAME]`; empty for nothing. */
  readonly usage: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** @returns the exit code; an OperatorError is printed as one line and ends with 1. */
  run(input: CommandInput): Promise<number>
}

/** What a command is given. */
export interface CommandInput {
  readonly configuration: Configuration
  readonly positionals: readonly string[]
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>
  print(line: string): void
}
