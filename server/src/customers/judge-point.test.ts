import { expect, test } from 'vitest'
import { readPoint } from './contact-point-value.ts'
import { judgePoint } from './judge-point.ts'

const judged = (kind: string, value: string, known = {}) => judgePoint(kind, readPoint(kind, value, 'ES'), known)
const right = { valid: true, fault: null, suggestion: null }
const wrong = (fault: string, suggestion: string | null = null) => ({ valid: false, fault, suggestion })

test.each([
  ['email', 'ana@acme.com', {}, right],
  ['email', 'nobody', {}, wrong('impossible')],
  ['email', 'Ana@gmial.com', {}, wrong('misspelt', 'ana@gmail.com')],
  ['email', 'ana@gmial.com', { confirmed: true }, right],
  ['email', 'ana@gmial.com', { bounced: true }, wrong('bounced', 'ana@gmail.com')],
  ['email', 'ana@acme.com', { bounced: true }, wrong('bounced')],
  ['email', 'ana@acme.com', { mailless: true }, wrong('no_mail_server')],
  ['phone', '612 34 56 78', {}, right],
  ['phone', '12', {}, wrong('impossible')],
  ['phone', 'ring me', {}, wrong('impossible')],
  ['phone', '112 34 56 78', {}, wrong('not_of_country')],
  ['phone', '112 34 56 78', { confirmed: true }, right],
  ['other', '@acme', {}, { valid: null, fault: null, suggestion: null }],
])('%s %s %j', (kind, value, known, judgement) => {
  expect(judged(kind, value, known)).toEqual(judgement)
})
