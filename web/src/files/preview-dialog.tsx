import { ActionIcon, Button, Group, Loader, Modal, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { FileValue } from '@tendero/model/fields/file'
import { ScrollingRegion } from '../design/scrolling-region.tsx'
import { useIsPhone } from '../design/widths.ts'
import { useFormat } from '../kernel/format.ts'
import { useWords } from '../kernel/language.ts'
import { contentUrl, downloadUrl, previewOf, variantUrl } from './file-links.ts'
import classes from './files.module.css'
import { useFileWords } from './words.ts'

interface PreviewDialogProps {
  readonly files: readonly FileValue[]
  /** The id of the one that is shown. */
  readonly shown: string
  readonly onShow: (id: string) => void
  readonly onClose: () => void
}

/** Shows a file, and leads on to its neighbours. */
export function PreviewDialog({ files, shown, onShow, onClose }: PreviewDialogProps) {
  const words = useFileWords()
  const { verbs } = useWords()
  const format = useFormat()
  const phone = useIsPhone()
  const place = files.findIndex(({ id }) => id === shown)
  const file = files[place]
  const go = (step: number): void => {
    const next = files[place + step]
    if (next) onShow(next.id)
  }
  useHotkeys([
    ['ArrowLeft', () => go(-1)],
    ['ArrowRight', () => go(1)],
  ])
  if (!file) return null
  return (
    <Modal
      opened
      onClose={onClose}
      title={file.name}
      size="min(68rem, 94vw)"
      fullScreen={phone}
      closeButtonProps={{ 'aria-label': verbs.close }}
    >
      <div className={classes.stage}>
        <Content key={file.id} file={file} />
      </div>
      <Group justify="space-between" mt="md">
        <Group gap="xs">
          <ActionIcon
            variant="default"
            size={30}
            aria-label={words.previous}
            disabled={place === 0}
            onClick={() => go(-1)}
          >
            <IconChevronLeft size={18} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={words.next}
            disabled={place === files.length - 1}
            onClick={() => go(1)}
          >
            <IconChevronRight size={18} />
          </ActionIcon>
          <Text size="sm" c="dimmed">
            {format.bytes(file.size)}
          </Text>
        </Group>
        <Button
          component="a"
          href={downloadUrl(file.id)}
          download
          variant="default"
          leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}
        >
          {words.download}
        </Button>
      </Group>
    </Modal>
  )
}

function Content({ file }: { readonly file: FileValue }) {
  const words = useFileWords()
  const { id, name, type } = file
  switch (previewOf(type)) {
    case 'image':
      return <img src={variantUrl(id, 1024)} alt={name} />
    case 'pdf':
      return <iframe src={contentUrl(id)} title={name} />
    case 'audio':
      // biome-ignore lint/a11y/useMediaCaption: what people attach comes without
      return <audio src={contentUrl(id)} controls aria-label={name} />
    case 'video':
      // biome-ignore lint/a11y/useMediaCaption: what people attach comes without
      return <video src={contentUrl(id)} controls aria-label={name} />
    case 'text':
      return <Words file={file} />
    case undefined:
      return <Text c="dimmed">{words.noPreview}</Text>
  }
}

/** As much of a text as anybody reads here. */
const mostBytes = 200_000

function Words({ file }: { readonly file: FileValue }) {
  const words = useFileWords()
  const { noPreview } = words
  const { data, error } = useQuery({
    queryKey: ['content', file.id],
    queryFn: async () => {
      const answer = await fetch(contentUrl(file.id), { headers: { range: `bytes=0-${mostBytes - 1}` } })
      if (!answer.ok) throw new Error(String(answer.status))
      return answer.text()
    },
  })
  if (error) return <Text c="dimmed">{noPreview}</Text>
  if (data === undefined) return <Loader size="sm" type="dots" />
  return (
    <>
      <ScrollingRegion className={classes.text} aria-label={file.name}>
        {data}
      </ScrollingRegion>
      {file.size > mostBytes && (
        <Text size="xs" c="dimmed" mt={4}>
          {words.cut}
        </Text>
      )}
    </>
  )
}
