import { expect, test } from 'vitest'
import { deliveryHeaders } from './delivery.ts'

const of = (type: string, keep = false) => {
  const headers = deliveryHeaders('a "name" ñ.x', type, keep)
  return [headers['content-type'], headers['content-disposition']?.split(';')[0]]
}

test.each([
  ['image/png', 'image/png', 'inline'],
  ['application/pdf', 'application/pdf', 'inline'],
  ['text/csv', 'text/plain; charset=utf-8', 'inline'],
  ['video/mp4', 'video/mp4', 'inline'],
  ['text/html', 'application/octet-stream', 'attachment'],
  ['image/svg+xml', 'application/octet-stream', 'attachment'],
  ['application/xml', 'application/octet-stream', 'attachment'],
  ['application/zip', 'application/zip', 'attachment'],
  ['image/heic', 'image/heic', 'attachment'],
])('%s goes out as %s, %s', (type, sent, how) => {
  expect(of(type)).toEqual([sent, how])
  expect(of(type, true)).toEqual([sent, 'attachment'])
})

test('everything is sandboxed but the PDF that the browser shows in its own viewer', () => {
  const policy = (type: string, keep: boolean) => deliveryHeaders('a', type, keep)['content-security-policy']
  for (const type of ['image/png', 'text/plain', 'text/html', 'application/zip'])
    expect(policy(type, false)).toMatch(/default-src 'none'.*frame-ancestors 'self'; sandbox$/)
  expect(policy('application/pdf', true)).toMatch(/sandbox$/)
  expect(policy('application/pdf', false)).toBe("frame-ancestors 'self'")
})

test('a name with quotes and other alphabets is told twice', () => {
  expect(deliveryHeaders(`o'"ñ".txt`, 'text/plain', true)['content-disposition']).toBe(
    `attachment; filename="o'___.txt"; filename*=UTF-8''o%27%22%C3%B1%22.txt`,
  )
})
