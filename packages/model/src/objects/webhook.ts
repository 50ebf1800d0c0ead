import { defineObject } from '../define-object.ts'
import { boolean } from '../fields/boolean.ts'
import { choice } from '../fields/choice.ts'
import { ref } from '../fields/reference.ts'
import { tags } from '../fields/tags.ts'
import { text } from '../fields/text.ts'
import { url } from '../fields/url.ts'

/** An address that is told of changes as they happen. Its secret is no field: docs/api.md, Webhooks. */
export const webhook = defineObject({
  name: 'webhook',
  collection: 'webhooks',
  label: {
    en: ['Webhook', 'Webhooks'],
    es: ['Webhook', 'Webhooks'],
    et: ['Veebihaak', 'Veebihaagid', 'veebihaaki'],
  },
  icon: 'webhook',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, maxLength: 100 }),
    url: url({ label: ['Address', 'Dirección', 'Aadress'], required: true }),
    /** Such as `opportunity.update`; all when empty. */
    events: tags({ label: ['Events', 'Eventos', 'Sündmused'] }),
    role: ref('role', { label: ['Reads as', 'Lee como', 'Loeb rollis'], required: true }),
    /** With the role it decides what is told: who saved the webhook last. */
    user: ref('user', { label: ['In the name of', 'En nombre de', 'Kelle nimel'], computed: true }),
    active: boolean({ label: ['Active', 'Activo', 'Aktiivne'], required: true, default: true }),
    stopped: choice({
      label: ['Stopped because', 'Detenido porque', 'Peatamise põhjus'],
      computed: true,
      choices: [
        {
          value: 'gone',
          label: { en: 'The address is gone', es: 'La dirección ya no existe', et: 'Aadressi enam ei ole' },
        },
        {
          value: 'failing',
          label: { en: 'It failed too often', es: 'Falló demasiadas veces', et: 'See ebaõnnestus liiga sageli' },
        },
      ],
    }),
  },
  title: 'name',
  list: ['name', 'url', 'events', 'role', 'active'],
  owned: false,
  access: { create: 'none', read: 'none', edit: 'none', delete: 'none' },
  settings: true,
  metadata: true,
})
