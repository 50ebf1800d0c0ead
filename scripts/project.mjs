import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** A failure that is told as one line, without a stack. */
export class Refusal extends Error {}

/** Ends the program with one line unless Node is new enough; nothing else may run before. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`Tendero needs Node 20.19 or newer; this is ${process.versions.node}. Get it from https://nodejs.org.`)
  process.exit(1)
}

/** Runs the steps of a script; a refusal ends it with its line. */
export async function runScript(steps) {
  try {
    await steps()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(error.message)
    process.exit(1)
  }
}

/**
 * Runs a program in the project's folder.
 * @param options.quiet keeps its output instead of showing it
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, parameters, { quiet = false, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const output = []
    const stdio = ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit']
    const child = spawn(program, parameters, { cwd: root, env, stdio })
    child.stdout?.on('data', (chunk) => output.push(chunk))
    child.stderr?.on('data', (chunk) => output.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(output).toString() }))
  })
}

/** Runs a tool that is installed in node_modules, by the file that its package names. */
export function runTool(file, parameters, options) {
  return run(process.execPath, [`${root}/node_modules/${file}`, ...parameters], options)
}
