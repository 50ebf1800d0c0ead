import type { Readable } from 'node:stream'
import type { Sharp, SharpOptions } from 'sharp'
import { Failure } from '../kernel/failure.ts'

/**
 * What is read of an image at most. A small file may claim to be a huge picture: what has more pixels is refused by its
 * head alone, and of an animation only the first picture is read.
 */
const bounds: SharpOptions = { limitInputPixels: 64_000_000, failOn: 'error', sequentialRead: true, pages: 1 }
const seconds = 20
/** Images that a process works on at once: each may take the memory of a large picture. */
const mostAtOnce = 2

/**
 * A smaller picture of an image, as WebP: turned as its camera was held, and without what the camera wrote into it (place,
 * time, owner). One that is smaller already keeps its size.
 * @param side longest side, in pixels
 * @throws Failure 422 `not_an_image` for one that is broken, is none, or has too many pixels
 */
export async function makeVariant(image: Readable, side: number): Promise<Buffer> {
  const leave = await takeTurn()
  try {
    const sharp = await loadSharp()
    const smaller: Sharp = sharp(bounds)
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .timeout({ seconds })
    image.on('error', (error) => smaller.destroy(error))
    return await image.pipe(smaller).toBuffer()
  } catch {
    throw new Failure(422, 'not_an_image')
  } finally {
    image.destroy()
    leave()
  }
}

/** Loaded with the first image: most processes never make one. It keeps no images in memory, and one at a time in work. */
async function loadSharp(): Promise<typeof import('sharp').default> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  return sharp
}

let working = 0
const waiting: (() => void)[] = []

async function takeTurn(): Promise<() => void> {
  if (working >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else working += 1
  return () => {
    const next = waiting.shift()
    if (next) next()
    else working -= 1
  }
}
