import type { Command } from './command.ts'

export const exportData: Command = {
  name: 'export',
  summary: 'write an object or a saved view as CSV',
  usage: 'OBJECT',
  options: {},
  async run({ print }) {
    print('tendero export is not there yet.')
    return 2
  },
}
