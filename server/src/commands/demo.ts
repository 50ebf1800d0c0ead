import type { Command } from './command.ts'

export const demo: Command = {
  name: 'demo',
  summary: 'load a company to try Tendero with',
  usage: 'NAME',
  options: {},
  async run({ print }) {
    print('tendero demo is not there yet.')
    return 2
  },
}
