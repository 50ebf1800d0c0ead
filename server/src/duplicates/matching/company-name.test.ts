import { expect, test } from 'vitest'
import { companyNameKey } from './company-name.ts'

test.each([
  ['Núñez & Hijos, S.L.', 'nunez hijos'],
  ['NUÑEZ HIJOS', 'nunez hijos'],
  ['Tamm ja Pojad OÜ', 'tamm ja pojad'],
  ['Acme Co., Ltd.', 'acme'],
  ['Isdom', 'isdom'],
  ['Company', 'company'],
  ['SA', 'sa'],
  ['3M España, S.A.U.', '3m espana'],
  ['…', ''],
])('%s compares as “%s”', (name, key) => {
  expect(companyNameKey(name)).toBe(key)
})
