import { Readable } from 'node:stream'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { imageSize } from 'image-size'
import { describe, expect, test } from 'vitest'
import { bomb, type PictureType, photo, picture } from '../../test/picture.ts'
import { makeVariant } from './make-variant.ts'

const variantOf = (content: Uint8Array, side: number) => makeVariant(Readable.from([Buffer.from(content)]), side)

async function colorAt(content: Buffer, x: number, y: number): Promise<readonly number[]> {
  const image = await loadImage(content)
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return [...context.getImageData(x, y, 1, 1).data]
}

/** Where the white quarter lies: at the left or right, above or below. */
async function whiteQuarter(content: Buffer): Promise<string | undefined> {
  const { width, height } = imageSize(content)
  for (const [place, x, y] of [
    ['left above', 0.25, 0.25],
    ['right above', 0.75, 0.25],
    ['left below', 0.25, 0.75],
    ['right below', 0.75, 0.75],
  ] as const) {
    const [red = 0] = await colorAt(content, Math.floor(x * width), Math.floor(y * height))
    if (red > 200) return place
  }
}

test.each<PictureType>(['png', 'jpeg', 'webp', 'avif', 'gif'])(
  'a %s becomes a WebP that fits the side',
  async (type) => {
    const variant = await variantOf(await picture(400, 100, type), 64)
    expect(imageSize(variant)).toMatchObject({ type: 'webp', width: 64, height: 16 })
    expect(await whiteQuarter(variant)).toBe('left above')
  },
)

test.each([
  [1, 64, 32, 'left above'],
  [2, 64, 32, 'right above'],
  [3, 64, 32, 'right below'],
  [4, 64, 32, 'left below'],
  [5, 32, 64, 'left above'],
  [6, 32, 64, 'right above'],
  [7, 32, 64, 'right below'],
  [8, 32, 64, 'left below'],
])('a camera held the way %i is turned upright', async (orientation, width, height, place) => {
  const variant = await variantOf(await photo(400, 200, orientation), 64)
  expect(imageSize(variant)).toMatchObject({ width, height })
  expect(await whiteQuarter(variant)).toBe(place)
})

test('what is see-through stays so', async () => {
  const canvas = createCanvas(20, 20)
  const variant = await variantOf(await canvas.encode('png'), 64)
  expect(await colorAt(variant, 10, 10)).toEqual([0, 0, 0, 0])
})

test('a line keeps a pixel of its thin side', async () => {
  expect(imageSize(await variantOf(await picture(3_000, 1), 64))).toMatchObject({ width: 64, height: 1 })
})

test('of an animation it is the first picture, whole', async () => {
  const variant = await variantOf(animation(), 64)
  expect(imageSize(variant)).toMatchObject({ width: 8, height: 8 })
  const [red = 0, green = 255, blue = 255, alpha] = await colorAt(variant, 6, 6)
  expect(red).toBeGreaterThan(200)
  expect(Math.max(green, blue)).toBeLessThan(60)
  expect(alpha).toBe(255)
})

describe('a small file that claims to be a huge picture', () => {
  /** Pictures of a few bytes whose heads were given a size of 60,000 × 60,000. */
  const claims: readonly (readonly [type: PictureType, find: readonly number[], sizeAt: number])[] = [
    ['gif', [0x38, 0x39, 0x61], 3],
    ['jpeg', [0xff, 0xc0], 5],
  ]

  test.each(claims)('is refused by its head, as %s, without taking memory', async (type, find, sizeAt) => {
    const content = Buffer.from(await picture(8, 8, type))
    const at = content.indexOf(Buffer.from(find)) + sizeAt
    if (type === 'gif') content.writeUInt32LE(0xea60_ea60, at)
    else content.writeUInt32BE(0xea60_ea60, at)
    expect(imageSize(content)).toMatchObject({ width: 60_000, height: 60_000 })
    await expectRefusalWithin(content, 50)
  })

  test('is refused even when it keeps its promise', async () => {
    const content = bomb(12_000, 12_000)
    expect(content.byteLength).toBeLessThan(100_000)
    await expectRefusalWithin(content, 50)
  })

  test('is refused as a GIF whose first frame is larger than its screen', async () => {
    const content = Buffer.from(animation())
    const at = content.indexOf(0x2c)
    content.writeUInt32LE(0x2328_2328, at + 5)
    expect(imageSize(content)).toMatchObject({ width: 8, height: 8 })
    await expectRefusalWithin(content, 50)
  })

  test('is refused as a JPEG that shows another frame to those who stumble over its filling', async () => {
    const small = Buffer.from(await picture(8, 8, 'jpeg'))
    const at = small.indexOf(Buffer.from([0xff, 0xc0]))
    const frame = small.subarray(at, at + 2 + small.readUInt16BE(at + 2))
    const huge = Buffer.concat([small.subarray(0, at), Buffer.from([0xff]), small.subarray(at)])
    huge.writeUInt32BE(0x2328_2328, at + 6)
    const stumbles = at + 2 + huge.readUInt16BE(at + 2)
    const content = Buffer.concat([huge, Buffer.alloc(stumbles - huge.byteLength), frame, Buffer.alloc(100)])
    expect(imageSize(content)).toMatchObject({ width: 8, height: 8 })
    await expectRefusalWithin(content, 50)
  })

  async function expectRefusalWithin(content: Uint8Array, megabytes: number) {
    const before = process.resourceUsage().maxRSS
    await expect(variantOf(content, 64)).rejects.toMatchObject({ status: 422, code: 'not_an_image' })
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(megabytes * 1_024)
  }
})

test('many large pictures at once take the memory of one', async () => {
  const content = bomb(6_000, 6_000)
  await variantOf(content, 64)
  const before = process.resourceUsage().maxRSS
  const made = await Promise.all(Array.from({ length: 6 }, () => variantOf(content, 64)))
  expect(made).toHaveLength(6)
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(100 * 1_024)
})

test('an image that cannot be read to its end is a failure of ours, not of the image', async () => {
  const failing = new Readable({ read: () => failing.destroy(new Error('the disk is gone')) })
  await expect(makeVariant(failing, 64)).rejects.toThrow('the disk is gone')
})

/** A GIF of 8 × 8 pixels that shows red, then over a part of it blue. */
function animation(): Buffer {
  const screen = [8, 0, 8, 0, 0x80, 0, 0, 0xff, 0, 0, 0, 0, 0xff]
  return Buffer.concat([
    Buffer.from('GIF89a', 'latin1'),
    Buffer.from(screen),
    frame(8, 0),
    frame(4, 1),
    Buffer.from([0x3b]),
  ])
}

/** A frame of one colour, its codes never grown: the table is emptied before each pixel. */
function frame(side: number, color: number): Buffer {
  const delay = [0x21, 0xf9, 4, 0, 10, 0, 0, 0]
  const place = [0x2c, 0, 0, 0, 0, side, 0, side, 0, 0]
  const codes = [...Array.from({ length: side * side }, () => [4, color]).flat(), 5]
  const bits = codes.map((code) => [...code.toString(2).padStart(3, '0')].reverse().join('')).join('')
  const bytes = (bits.match(/.{1,8}/g) ?? []).map((eight) =>
    Number.parseInt([...eight.padEnd(8, '0')].reverse().join(''), 2),
  )
  return Buffer.from([...delay, ...place, 2, bytes.length, ...bytes, 0])
}
