import { beforeAll, describe, expect, test } from 'vitest'
import { bundled } from '../../test/bundle.ts'
import { type RunningMailServer, startMailServer } from '../../test/mail-server.ts'
import { type MailWorld, mailOnThisMachine, openMailWorld } from '../../test/mail-world.ts'
import { startProgram } from '../../test/program.ts'

/** A sender that is killed at each step leaves mail that is waiting, sent or uncertain: nothing is lost or goes twice. */
let mails: MailWorld
let server: RunningMailServer
let program: string
beforeAll(async () => {
  mails = await openMailWorld({ mail: { ...mailOnThisMachine, patience: { greeting: 5_000, answer: 5_000 } } })
  server = await startMailServer()
  await mails.sendTo(server.port)
  program = await bundled('test/mail-sender.ts')
})

/** Kills a sender once it has come somewhere, and lets another one take over. */
async function killed(halt: string, reached: (lines: (pattern: RegExp) => Promise<string>) => Promise<unknown>) {
  const address = `${halt.replace(/\W/g, '-')}@example.com`
  const before = server.received.length
  await mails.queue(address)
  const sender = startProgram(program, [mails.world.ownerUrl, mails.world.workspaceId, halt])
  await reached(sender.line)
  sender.signal('SIGKILL')
  await sender.ended
  server.behave({})
  await untilTaken()
  const state = (await mails.states()).find(([to]) => to === address)?.[1]
  return { state, received: server.received.length - before }
}

/** PostgreSQL lets go of a dead sender's turn when it notices. */
async function untilTaken(): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    await mails.send()
    const open = (await mails.states()).some(([, state]) => state === 'queued' || state === 'sending')
    if (!open) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const halted = (line: (pattern: RegExp) => Promise<string>) => line(/^halted/)

describe('a sender that is killed', () => {
  test.each([
    ['before it takes up the mail', 'before 2', { state: 'sent', received: 1 }],
    ['after it has counted the attempt', 'after 2', { state: 'sent', received: 1 }],
    ['when the server wants the content, before that is noted', 'before 3', { state: 'sent', received: 1 }],
    ['when that is noted, before the first byte has left', 'after 3', { state: 'uncertain', received: 0 }],
    ['when the server has taken the mail, before that is noted', 'before 4', { state: 'uncertain', received: 1 }],
    ['when everything is noted', 'after 4', { state: 'sent', received: 1 }],
  ])('%s', async (_name, halt, expected) => {
    expect(await killed(halt, halted)).toEqual(expected)
  })

  test('while it waits for the greeting', async () => {
    server.behave({ greeting: 'hang' })
    expect(await killed('greeting', server.untilMisbehaved)).toEqual({ state: 'sent', received: 1 })
  })

  test('while it waits for the answer to the recipient', async () => {
    server.behave({ recipient: 'hang' })
    expect(await killed('recipient', server.untilMisbehaved)).toEqual({ state: 'sent', received: 1 })
  })

  test('while it waits for the answer to the content', async () => {
    server.behave({ content: 'hang' })
    expect(await killed('content', server.untilMisbehaved)).toEqual({ state: 'uncertain', received: 0 })
  })
})
