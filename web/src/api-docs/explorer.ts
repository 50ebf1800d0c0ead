import 'openapi-explorer/dist/es/openapi-explorer.js'

/** The viewer, a web component: https://github.com/Authress-Engineering/openapi-explorer */
interface OpenApiExplorer extends HTMLElement {
  loadSpec(description: object): Promise<void>
}

declare global {
  interface HTMLElementTagNameMap {
    'openapi-explorer': OpenApiExplorer
  }
  interface HTMLElementEventMap {
    /** A request that somebody tries out, before it is sent. */
    request: CustomEvent<{ readonly request: { readonly headers: Headers } }>
  }
}

/** What of an OpenAPI document is looked at here. */
export interface Description {
  readonly components?: { readonly securitySchemes?: Readonly<Record<string, { readonly in?: string }>> }
}

/** Its colours, and the properties of ours that they are; it wants them as values. */
const colours = {
  'primary-color': '--mantine-color-anchor',
  'secondary-color': '--mantine-color-anchor',
  'bg-color': '--mantine-color-body',
  'header-bg-color': '--mantine-color-body',
  'nav-bg-color': '--mantine-color-body',
  'text-color': '--mantine-color-text',
  'nav-text-color': '--mantine-color-text',
}

/**
 * Shows an OpenAPI document within a place, in the colours of the page, light or dark as that is.
 * @param workspace the slug that requests tried out are meant for, when a session makes them
 * @returns what takes it away again
 */
export function showExplorer(place: HTMLElement, description: Description, workspace: string | undefined): () => void {
  const explorer = document.createElement('openapi-explorer')
  paint(explorer)
  const schemes = new MutationObserver(() => paint(explorer))
  schemes.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] })
  explorer.setAttribute('hide-server-selection', 'true')
  explorer.setAttribute('collapse', 'true')
  explorer.addEventListener('request', ({ detail }) => {
    if (workspace) detail.request.headers.set('tendero-workspace', workspace)
  })
  place.append(explorer)
  void explorer.loadSpec(withoutCookies(description))
  return () => {
    schemes.disconnect()
    explorer.remove()
  }
}

/** The browser sends the cookie of a session by itself: a field for it would only be one that nobody can fill in. */
function withoutCookies(description: Description): Description {
  const { components, ...rest } = description
  const schemes = Object.entries(components?.securitySchemes ?? {}).filter(([, scheme]) => scheme.in !== 'cookie')
  return { ...rest, components: { ...components, securitySchemes: Object.fromEntries(schemes) } }
}

function paint(explorer: OpenApiExplorer): void {
  const style = getComputedStyle(document.documentElement)
  for (const [attribute, property] of Object.entries(colours))
    explorer.setAttribute(attribute, style.getPropertyValue(property).trim())
}
