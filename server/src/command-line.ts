import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { audit } from './commands/audit.ts'
import type { Command, CommandInput } from './commands/command.ts'
import { demo } from './commands/demo.ts'
import { doctor } from './commands/doctor.ts'
import { exportData } from './commands/export.ts'
import { forecastCommand } from './commands/forecast.ts'
import { importData } from './commands/import.ts'
import { migrate } from './commands/migrate.ts'
import { secrets } from './commands/secrets.ts'
import { serve } from './commands/serve.ts'
import { start } from './commands/start.ts'
import { user } from './commands/user.ts'
import { work } from './commands/work.ts'
import { readConfiguration } from './platform/configuration.ts'
import { OperatorError } from './platform/operator-error.ts'
import { projectFolder } from './platform/server-folder.ts'

const commands: readonly Command[] = [
  start,
  serve,
  work,
  migrate,
  importData,
  exportData,
  forecastCommand,
  doctor,
  audit,
  secrets,
  demo,
  user,
]

/** Where the lines go. */
export interface Terminal {
  print(line: string): void
  printError(line: string): void
}

/**
 * Runs one command line.
 * @param words what follows the program's name.
 * @returns the exit code: 0 done, 1 failed with a line that says what to do, 2 not understood.
 */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = words
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    terminal.print(helpText())
    return name === undefined ? 2 : 0
  }
  if (name === '--version' || name === 'version') {
    terminal.print(version())
    return 0
  }
  const command = commands.find((candidate) => candidate.name === name)
  if (!command) {
    terminal.printError(`tendero knows no command ${name}. It knows: ${commands.map((known) => known.name).join(' ')}.`)
    return 2
  }
  return runCommand(command, rest, terminal)
}

async function runCommand(command: Command, words: string[], terminal: Terminal): Promise<number> {
  const parsed = parse(command, words)
  if (typeof parsed === 'string') {
    terminal.printError(`${parsed}\n${usageLine(command)}`)
    return 2
  }
  if (parsed.values.help) {
    terminal.print(`${usageLine(command)}\n${command.summary}`)
    return 0
  }
  try {
    return await command.run({ ...parsed, configuration: readConfiguration(), print: terminal.print })
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    terminal.printError(error.message)
    return 1
  }
}

/** The words of a command, or a sentence about what is wrong with them. */
function parse(command: Command, words: string[]): Pick<CommandInput, 'positionals' | 'values'> | string {
  try {
    const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as const
    return parseArgs({ args: words, options, allowPositionals: command.usage !== '', strict: true })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function usageLine({ name, usage }: Command): string {
  return `Usage: tendero ${name} ${usage}`.trimEnd()
}

function helpText(): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  return [
    `Tendero ${version()}`,
    '',
    'Usage: tendero COMMAND [OPTIONS]',
    '',
    ...lines,
    '',
    'tendero COMMAND --help says more. What the environment may set:',
    '  PORT, HOST            where the web answers; 3000 on 127.0.0.1',
    '  TENDERO_DATA          the data folder; data in the project',
    '  DATABASE_URL          a PostgreSQL 15 or newer instead of the embedded one, as the owner of the tables',
    '  DATABASE_APP_URL, CONTROL_DATABASE_URL, DATABASE_REPLICA_URL    see docs/operations.md',
    '  S3_BUCKET, S3_ENDPOINT …  contents of files in S3: see docs/operations.md',
    '  TENDERO_SIGNUP=open   anybody may sign up a workspace, not only the first',
    '  TENDERO_PRIVATE_WEBHOOKS=allow    webhooks may be sent to this machine and its network',
    '  TENDERO_URL           where people reach it; links in mails begin with it',
    '  TENDERO_SMTP_URL, TENDERO_MAIL_FROM …  a mail server: see docs/operations.md',
    '  LOG_LEVEL             debug, info, warn or error',
  ].join('\n')
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))
  return typeof manifest === 'object' && manifest && 'version' in manifest ? String(manifest.version) : ''
}
