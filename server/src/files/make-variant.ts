import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Image } from '@napi-rs/canvas'
import { imageSize } from 'image-size'
import { Failure } from '../kernel/failure.ts'
import { trueSize } from './true-size.ts'

/**
 * The largest pictures that phones take, 8192 × 6144, and a little. While one is turned it takes 12 bytes a pixel; a small
 * file may claim to be a huge picture, so what has more pixels is refused by its head alone.
 */
const mostPixels = 52_000_000
/** As the head of an image tells them; nothing else is given to the decoder. */
const readTypes: readonly (string | undefined)[] = ['jpg', 'png', 'webp', 'gif', 'avif']
/** Of WebP, 0 to 100. */
const quality = 80

/**
 * A smaller picture of an image, as WebP: turned as its camera was held, and without what the camera wrote into it (place,
 * time, owner). One that is smaller already keeps its size, and of an animation it is the first picture.
 * @param side longest side, in pixels
 * @throws Failure 422 `not_an_image` for one that is broken, is none, or has too many pixels
 */
export async function makeVariant(image: Readable, side: number): Promise<Buffer> {
  const leave = await takeTurn()
  try {
    const content = await buffer(image)
    if (!isReadable(content)) throw new Failure(422, 'not_an_image')
    return await drawSmaller(content, side)
  } finally {
    image.destroy()
    leave()
  }
}

function isReadable(content: Buffer): boolean {
  try {
    const { type, width, height } = imageSize(content)
    const decoded = trueSize(content, type)
    const pixels = Math.max(width * height, decoded ? decoded.width * decoded.height : 0)
    return readTypes.includes(type) && pixels <= mostPixels
  } catch {
    return false
  }
}

async function drawSmaller(content: Buffer, side: number): Promise<Buffer> {
  // Loaded with the first image: most processes never make one.
  const { createCanvas, loadImage } = await import('@napi-rs/canvas')
  const image = await loadImage(content).catch(() => {
    throw new Failure(422, 'not_an_image')
  })
  try {
    const { width, height } = sizeWithin(side, image)
    const canvas = createCanvas(width, height)
    const context = canvas.getContext('2d')
    context.imageSmoothingQuality = 'high'
    context.drawImage(image, 0, 0, width, height)
    return await canvas.encode('webp', quality)
  } finally {
    // Gives its pixels back at once, which the collector, seeing a small object, would not.
    image.src = Buffer.alloc(0)
  }
}

function sizeWithin(side: number, { width, height }: Pick<Image, 'width' | 'height'>) {
  const scale = Math.min(1, side / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

let working = false
const waiting: (() => void)[] = []

/** One image at a time: each may take the memory of a large picture. */
async function takeTurn(): Promise<() => void> {
  if (working) await new Promise<void>((resolve) => waiting.push(resolve))
  working = true
  return () => {
    const next = waiting.shift()
    if (next) next()
    else working = false
  }
}
