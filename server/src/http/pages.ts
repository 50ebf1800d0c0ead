import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type MiddlewareHandler } from 'hono'
import type { ApiEnvironment } from './request.ts'
import { apiDocsHeaders, pageHeaders } from './security-headers.ts'

/** Where `index.html` wants the word that lets styles in. */
const noncePlace = 'nonce="style-nonce"'

const kept = { 'cache-control': 'no-cache' }

/** The page of the web application, whatever the address, and the files that it is made of. */
export function createPages(webFolder: string): Hono<ApiEnvironment> {
  const pages = new Hono<ApiEnvironment>()
  const html = () => readFile(join(webFolder, 'index.html'), 'utf8')
  const page: MiddlewareHandler = async (c) => {
    const nonce = randomBytes(16).toString('base64url')
    const text = (await html()).replace(noncePlace, `nonce="${nonce}"`)
    return c.html(text, 200, { ...kept, ...pageHeaders(nonce) })
  }
  pages.use(
    '/assets/*',
    serveStatic({
      root: webFolder,
      precompressed: true,
      onFound: (_, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  )
  // A part of a version that is gone: the page for it would be taken for a script.
  pages.get('/assets/*', (c) => c.notFound())
  pages.get('/', page)
  pages.get('/index.html', page)
  pages.get('/api/docs', async (c) => c.html(await html(), 200, { ...kept, ...apiDocsHeaders }))
  pages.get('*', serveStatic({ root: webFolder, onFound: (_, c) => c.header('cache-control', kept['cache-control']) }))
  pages.get('*', page)
  return pages
}
