import { runCommandLine } from './command-line.ts'
import { growHeapSlowly } from './platform/heap-growth.ts'

growHeapSlowly()

const exitCode = await runCommandLine(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  printError: (line) => process.stderr.write(`${line}\n`),
})
process.exit(exitCode)
