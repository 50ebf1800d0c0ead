import { counter } from '../../i18n/plural.ts'

const n = counter('en')

export const words = {
  title: 'Files',
  add: 'Add files',
  empty: 'Drop files anywhere on this page, or paste a picture.',
  dropHere: 'Drop to attach',
  pastedImage: (when: string) => `Picture ${when}`,
  attached: (name: string) => `“${name}” is attached`,
  attachedMany: (count: number) => `${n(count, 'file is', 'files are')} attached`,
  removed: (name: string) => `“${name}” was removed`,
  uploading: (name: string) => `“${name}” is being uploaded`,
  cancel: (name: string) => `Cancel: ${name}`,
  retry: (name: string) => `Try again: ${name}`,
  dismiss: (name: string) => `Dismiss: ${name}`,
  tooLarge: (most: string) => `Larger than ${most}, the most a file may have here.`,
  more: (name: string) => `Actions: ${name}`,
  open: (name: string) => `Show ${name}`,
  rename: 'Rename',
  name: 'Name of the file',
  download: 'Download',
  remove: 'Remove',
  previous: 'Previous file',
  next: 'Next file',
  noPreview: 'This kind of file is not shown here. Download it to open it.',
  cut: 'Only the beginning is shown.',
}

export type Words = typeof words
