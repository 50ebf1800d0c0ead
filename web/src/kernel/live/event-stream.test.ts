import { expect, test } from 'vitest'
import { eventReader } from './event-stream.ts'

test('events come out whole, however they are cut', () => {
  const text = 'event: hello\ndata: {"position":null}\n\n: still here\n\nevent: changed\ndata: {"a":1}\n\n'
  for (let size = 1; size <= text.length; size += 1) {
    const read = eventReader()
    const events = []
    for (let at = 0; at < text.length; at += size) events.push(...read(text.slice(at, at + size)))
    expect(events).toEqual([
      { event: 'hello', data: { position: null } },
      { event: 'changed', data: { a: 1 } },
    ])
  }
})

test('data over several lines is one', () => {
  expect(eventReader()('data: {"a":\ndata: 2}\n\n')).toEqual([{ event: 'message', data: { a: 2 } }])
})
