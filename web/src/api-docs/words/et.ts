import type { Words } from './en.ts'

export const words: Words = {
  title: 'API kirjeldus',
  lead: 'Nii nagu sinu roll seda näeb, koos kohandatud väljadega. Mida siin proovid, tehakse päriselt ära.',
  file: 'OpenAPI dokument',
  back: 'Tenderosse',
}
