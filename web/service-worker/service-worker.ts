import { enable as preloadNavigations } from 'workbox-navigation-preload'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { CacheFirst, NetworkFirst } from 'workbox-strategies'
import type { Program } from './program.ts'

declare const self: ServiceWorkerGlobalScope
/** Put in by the build. */
declare const builtProgram: Program

const program = builtProgram
const prefix = 'tendero-program-'
const cacheName = `${prefix}${program.version}`
const page = '/index.html'
/** After so many seconds a page that is on the device is better than one that may come. */
const patience = 3

self.addEventListener('install', (event) => event.waitUntil(keepProgram()))
self.addEventListener('activate', (event) => event.waitUntil(takeOver()))
self.addEventListener('message', (event) => {
  const { language, takeOver: isWanted } = event.data ?? {}
  if (isWanted === true) void self.skipWaiting()
  if (typeof language === 'string') event.waitUntil(keepWords(language))
})

/** All of one version or nothing: a page that names other scripts was put there in between, and the browser tries again. */
async function keepProgram(): Promise<void> {
  const cache = await caches.open(cacheName)
  await cache.addAll([...program.files])
  const answer = await fetch(page, { cache: 'no-cache' })
  if (!(await answer.clone().text()).includes(program.entry)) throw new Error('the page is of another version')
  await cache.put(page, answer)
}

async function keepWords(language: string): Promise<void> {
  const cache = await caches.open(cacheName)
  const kept = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname))
  await cache.addAll((program.words[language] ?? []).filter((path) => !kept.has(path)))
}

/** What older versions left goes, so that no page is made of two. */
async function takeOver(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name.startsWith(prefix) && name !== cacheName).map((name) => caches.delete(name)),
  )
  await self.clients.claim()
}

preloadNavigations()

/** Pages come from the server as long as there is one; the page of this version stands in for all of them. */
registerRoute(
  new NavigationRoute(
    new NetworkFirst({
      cacheName,
      networkTimeoutSeconds: patience,
      plugins: [
        {
          cacheKeyWillBeUsed: async () => page,
          // A newer page would name scripts that are not kept.
          cacheWillUpdate: async () => null,
          async fetchDidSucceed({ response }) {
            if (response.status >= 500) throw new Error('the server is not there')
            return response
          },
        },
      ],
    }),
    { allowlist: [/^\/$/, /^\/w\//, /^\/sign-in$/] },
  ),
)

/** Their names tell their contents. */
registerRoute(({ url }) => url.pathname.startsWith('/assets/'), new CacheFirst({ cacheName }))
