import { join } from 'node:path'
import { loadPipelineDemo } from '../demo/index.ts'
import { projectFolder } from '../platform/server-folder.ts'
import type { Command } from './command.ts'
import { withKernel } from './with-kernel.ts'

/** Companies to try Tendero with. */
export const demo: Command = {
  name: 'demo',
  summary: 'load a company to try Tendero with; pipeline: 7,135 deals of a real data set, dates as they are',
  usage: 'pipeline [--from DIR]',
  options: { from: { type: 'string' } },
  async run({ configuration, positionals: [name = 'pipeline'], values, print }) {
    if (name !== 'pipeline') {
      print(`There is no demo ${name}. There is: pipeline.`)
      return 2
    }
    const folder = typeof values.from === 'string' ? values.from : join(projectFolder, 'demo', 'pipeline')
    return withKernel(configuration, async (kernel) => {
      let told = -1
      const made = await loadPipelineDemo(kernel, folder, (share, what) => {
        const tenth = Math.floor(share * 10)
        if (tenth > told) print(`${String(tenth * 10).padStart(3)} %  ${what}`)
        told = tenth
      })
      print(`The company ${made.name} is at /w/${made.slug}. Sign in with:`)
      for (const { email, password, role } of made.accounts) print(`  ${role.padEnd(15)} ${email}  ${password}`)
      return 0
    })
  },
}
