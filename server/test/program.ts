import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterSuite } from './after-suite.ts'

/** A program that a test started. */
export interface RunningProgram {
  readonly pid: number
  /** Everything it wrote so far, errors too. */
  readonly lines: readonly string[]
  /** Waits for a line that matches. Fails when it ends before, or after 20 seconds. */
  line(pattern: RegExp): Promise<string>
  signal(name: NodeJS.Signals): void
  /** Resolves with the exit code; null when a signal ended it. Fails after 20 seconds. */
  readonly ended: Promise<number | null>
}

const patience = 20_000

/** Runs a Node program, or what `wrapper` makes of its command; what still runs when the test file ends is killed by its process id. */
export function startProgram(
  file: string,
  words: string[],
  env: NodeJS.ProcessEnv = {},
  wrapper: string[] = [],
): RunningProgram {
  const [program = process.execPath, ...parameters] = [...wrapper, process.execPath, file, ...words]
  // No program of a test asks anybody outside of this machine.
  const environment = { ...withoutNpm(), TENDERO_BREACHED_PASSWORDS: 'off', ...env }
  const child = spawn(program, parameters, { env: environment, cwd: '/' })
  const lines = collectLines(child)
  let code: number | null | undefined
  const end = new Promise<number | null>((resolve) => child.once('close', resolve))
  void end.then((value) => {
    code = value
  })
  const signal = (name: NodeJS.Signals) => {
    if (code === undefined) child.kill(name)
  }
  afterSuite(() => signal('SIGKILL'))
  return {
    pid: child.pid ?? 0,
    lines,
    signal,
    get ended() {
      return withinPatience(end, () => `${file} still runs; it wrote: ${lines.join(' | ')}`)
    },
    async line(pattern) {
      for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(10)) {
        const found = lines.find((line) => pattern.test(line))
        if (found !== undefined) return found
        if (code !== undefined) break
      }
      throw new Error(`no line like ${pattern}; it wrote: ${lines.join(' | ')}`)
    },
  }
}

function collectLines(child: ChildProcess): string[] {
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(line))
  }
  return lines
}

/** The environment without what npm and the test runner put there: programs behave otherwise under npm. */
function withoutNpm(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm_|NODE_|VITEST|PORT$|HOST$|TENDERO_|DATABASE_|LOG_)/.test(name),
    ),
  )
}

async function withinPatience<T>(promise: Promise<T>, complaint: () => string): Promise<T> {
  const late = Symbol('late')
  const result = await Promise.race([promise, sleep(patience, late, { ref: false })])
  if (result === late) throw new Error(complaint())
  return promise
}
