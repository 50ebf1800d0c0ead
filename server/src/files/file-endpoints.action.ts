import { Readable } from 'node:stream'
import { imageVariants, isId } from '@tendero/model'
import { bodyStream } from '../kernel/body-stream.ts'
import { objectAt } from '../kernel/caller.ts'
import { contentDisposition } from '../kernel/content-disposition.ts'
import { Answer, type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, notFound } from '../kernel/failure.ts'
import { byteRange } from './byte-range.ts'
import { contentKey } from './content-key.ts'
import { deliveryHeaders } from './delivery.ts'
import { exactContent } from './exact-content.ts'
import { type FoundFile, findFile } from './found-file.sql.ts'
import { imageVariant } from './image-variant.action.ts'
import { type Holder, uploadFile } from './upload-file.action.ts'

export const fileEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/files',
    summary:
      'Takes in a file (the body, under the `name` of the query) for a field of type file or image: give its id as the value. One that nothing takes is removed after a day.',
    status: 201,
    stream: true,
    handle: (request) => receive(request, undefined),
  }),
  endpoint({
    method: 'POST',
    path: '/{collection}/{id}/files',
    summary: 'Attaches a file (the body, under the `name` of the query) to a record.',
    status: 201,
    stream: true,
    handle: (request) => receive(request, holderOf(request)),
  }),
  endpoint({
    method: 'GET',
    path: '/files/{id}/content',
    summary:
      'The content of a file, also in parts (Range). With `download=true` always to be kept; else images, PDF, text, sound and video are shown.',
    download: true,
    handle: content,
  }),
  endpoint({
    method: 'GET',
    path: '/files/{id}/variants/{side}',
    heavy: true,
    summary: `A smaller WebP of an image, its longest side at most ${imageVariants.join(', ')} pixels.`,
    download: true,
    handle: variant,
  }),
]

function holderOf({ caller, params }: ApiRequest): Holder {
  const object = objectAt(caller, params.collection)
  if (object.attached || !isId(params.id)) throw notFound()
  return { object: object.name, id: params.id }
}

async function receive({ kernel, caller, query, raw }: ApiRequest, holder: Holder | undefined): Promise<Answer> {
  if (!raw.body) throw new Failure(422, 'empty_file')
  const said = raw.headers.get('content-length')
  const { record, operationId } = await uploadFile(kernel, caller, {
    name: query.name ?? '',
    content: raw.body,
    size: said === null ? undefined : Number(said),
    holder,
  })
  return new Answer(record, { 'tendero-operation': operationId }, 201)
}

async function content({ kernel, caller, params, query, raw }: ApiRequest): Promise<Answer> {
  const file = await findFile(kernel, caller, params.id)
  const headers = {
    ...deliveryHeaders(file.name, file.type, query.download === 'true'),
    ...kept(file.digest, 'no-cache'),
    'accept-ranges': 'bytes',
  }
  if (isKnown(raw, headers.etag)) return new Answer('', headers, 304)
  const range = byteRange(partAsked(raw, headers.etag), file.size)
  if (range === null) throw new Failure(416, 'range_not_satisfiable', { details: { size: file.size } })
  const found = await kernel.files.get(contentKey(caller.actor.workspaceId, file.id), range)
  if (!found) throw notFound()
  const { first, last } = range ?? { first: 0, last: file.size - 1 }
  const bytes = last - first + 1
  const sized = { ...headers, 'content-length': String(bytes) }
  const exact = exactContent(found, bytes)
  if (!range) return handOut(raw, exact, sized, 200)
  return handOut(raw, exact, { ...sized, 'content-range': `bytes ${first}-${last}/${file.size}` }, 206)
}

/** A part of another version than the asker has would not fit theirs. */
function partAsked({ headers }: Request, etag: string): string | undefined {
  const condition = headers.get('if-range')
  return condition === null || condition === etag ? (headers.get('range') ?? undefined) : undefined
}

async function variant({ kernel, caller, params, raw }: ApiRequest): Promise<Answer> {
  const side = imageVariants.find((one) => String(one) === params.side)
  const file = await findFile(kernel, caller, params.id)
  if (!side) throw notFound()
  const headers = {
    ...deliveryHeaders(file.name, 'image/webp', false),
    'content-disposition': contentDisposition('inline', variantName(file)),
    // A list shows many; rights that were taken away may show for as long.
    ...kept(`${file.digest}-${side}`, 'max-age=300'),
  }
  if (isKnown(raw, headers.etag)) return new Answer('', headers, 304)
  return handOut(raw, await imageVariant(kernel, caller.actor.workspaceId, file, side), headers, 200)
}

function variantName({ name }: FoundFile): string {
  return `${name.replace(/\.[^.]+$/, '')}.webp`
}

/** A content never changes under its id; who may see it does. */
function kept(tag: string, how: string): { readonly etag: string; readonly 'cache-control': string } {
  return { etag: `"${tag}"`, 'cache-control': `private, ${how}` }
}

function isKnown({ headers }: Request, etag: string): boolean {
  return (headers.get('if-none-match') ?? '').split(/,\s*/).includes(etag)
}

/** Who asks by HEAD gets the headers alone. */
function handOut(
  { method }: Request,
  found: Readable,
  headers: Readonly<Record<string, string>>,
  status: 200 | 206,
): Answer {
  if (method === 'HEAD') found.destroy()
  return new Answer(() => bodyStream(method === 'HEAD' ? Readable.from([]) : found), headers, status)
}
