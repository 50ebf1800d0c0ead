import type { Command } from './command.ts'

export const importData: Command = {
  name: 'import',
  summary: 'read a CSV file into an object',
  usage: 'FILE',
  options: {},
  async run({ print }) {
    print('tendero import is not there yet.')
    return 2
  },
}
