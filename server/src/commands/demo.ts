import { join } from 'node:path'
import { loadDemo, loadPipelineDemo } from '../demo/index.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { projectFolder } from '../platform/server-folder.ts'
import { type DemoAccount, demoState } from '../workspace/index.ts'
import type { Command, CommandInput } from './command.ts'
import { withKernel } from './with-kernel.ts'

/** Companies to try Tendero with. */
export const demo: Command = {
  name: 'demo',
  summary: 'load a company to try Tendero with; pipeline: 7,135 deals of a real data set, dates as they are',
  usage: '[pipeline [--from DIR]] [--progress]',
  options: { from: { type: 'string' }, progress: { type: 'boolean' } },
  async run(input) {
    const [name] = input.positionals
    if (name !== undefined && name !== 'pipeline') {
      input.print(`There is no demo ${name}. There is: pipeline.`)
      return 2
    }
    return withKernel(input.configuration, (kernel) =>
      name === 'pipeline' ? makePipeline(kernel, input) : makeDemo(kernel, input),
    )
  },
}

/** A company of its own with the pipeline of a folder. */
async function makePipeline(kernel: Kernel, { values, print }: CommandInput): Promise<number> {
  const folder = typeof values.from === 'string' ? values.from : join(projectFolder, 'demo', 'pipeline')
  const made = await loadPipelineDemo(kernel, folder, { progress: everyTenth(print), note: print })
  print(`The company ${made.name} is at /w/${made.slug}.`)
  tellAccounts(made.accounts, print)
  return 0
}

/** The company of the first start, or how far it is. */
async function makeDemo(kernel: Kernel, { values, print }: CommandInput): Promise<number> {
  if (values.progress !== true)
    await loadDemo(kernel, {
      folder: join(projectFolder, 'demo'),
      onAccounts: (accounts) => tellAccounts(accounts, print),
      onProgress: everyTenth(print),
    })
  const state = await demoState(kernel)
  print(
    state
      ? `The demo company is ${state.state}: ${Math.floor(state.progress * 100)} %.`
      : 'There is no demo company, and none is made beside another one; tendero demo pipeline makes one of its own.',
  )
  return state && state.state !== 'failed' ? 0 : 1
}

function tellAccounts(accounts: readonly DemoAccount[], print: (line: string) => void): void {
  print('Sign in as')
  for (const { email, password, role } of accounts) print(`  ${role.padEnd(15)} ${email}  ${password}`)
}

function everyTenth(print: (line: string) => void): (share: number, what: string) => void {
  let told = -1
  return (share, what) => {
    const tenth = Math.floor(share * 10)
    if (tenth > told) print(`${String(tenth * 10).padStart(3)} %  ${what}`)
    told = Math.max(told, tenth)
  }
}
