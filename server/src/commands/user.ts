import type { Command } from './command.ts'

export const user: Command = {
  name: 'user',
  summary: 'add, list and change the people who can sign in',
  usage: '',
  options: {},
  async run({ print }) {
    print('tendero user is not there yet.')
    return 2
  },
}
