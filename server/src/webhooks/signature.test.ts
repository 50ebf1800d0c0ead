import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { newSecret, signatureHeaders } from './signature.ts'

const message = { id: 'msg_1', attemptedAt: new Date(), body: '{"type":"account.create","city":"Võru"}' }

test('a message is accepted by the reference library with its secret', () => {
  const secret = newSecret()
  expect(new Webhook(secret).verify(message.body, signatureHeaders(secret, message))).toEqual(JSON.parse(message.body))
})

test('a changed body, another secret and an old message are refused', () => {
  const secret = newSecret()
  const headers = signatureHeaders(secret, message)
  expect(() => new Webhook(secret).verify(`${message.body} `, headers)).toThrow()
  expect(() => new Webhook(newSecret()).verify(message.body, headers)).toThrow()
  const old = signatureHeaders(secret, { ...message, attemptedAt: new Date(Date.now() - 3_600_000) })
  expect(() => new Webhook(secret).verify(message.body, old)).toThrow()
})
