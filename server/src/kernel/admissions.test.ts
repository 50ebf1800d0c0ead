import { expect, test } from 'vitest'
import { keepAdmissions } from './admissions.ts'

const admission = {
  workspace_id: 'w',
  metadata_version: 1,
  user_id: 'u',
  role_id: null,
  key_id: null,
  purpose: null,
  provider_id: null,
  single_sign_on_domains: [],
  viewed_id: null,
  second_factor: false,
}

test('nothing is kept while changes are not heard', () => {
  const admissions = keepAdmissions()
  admissions.keep('a', admission, admissions.generation())
  expect(admissions.find('a')).toBeUndefined()
})

test('an admission is kept for a second, and forgotten with every change', () => {
  let now = 0
  const admissions = keepAdmissions(() => now)
  admissions.listening(true)
  admissions.keep('a', admission, admissions.generation())
  now = 999
  expect(admissions.find('a')).toEqual(admission)
  now = 1_000
  expect(admissions.find('a')).toBeUndefined()
  admissions.keep('a', admission, admissions.generation())
  admissions.forget()
  expect(admissions.find('a')).toBeUndefined()
})

test('what was looked up before a change is not kept after it', () => {
  const admissions = keepAdmissions()
  admissions.listening(true)
  const before = admissions.generation()
  admissions.forget()
  admissions.keep('a', admission, before)
  expect(admissions.find('a')).toBeUndefined()
})
