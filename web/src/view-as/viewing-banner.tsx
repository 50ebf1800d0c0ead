import { Button } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { Session } from '@tendero/model/api'
import { failed } from '../design/notices.tsx'
import { useFormat } from '../kernel/format.ts'
import { useSession } from '../kernel/session.ts'
import { stopViewing } from './view-as.ts'
import classes from './viewing-banner.module.css'
import { useViewAsWords } from './words.ts'

/** On every screen of who sees as somebody else: as whom, until when, and the way back. */
export function ViewingBanner({ viewer }: { readonly viewer: NonNullable<Session['viewer']> }) {
  const words = useViewAsWords()
  const format = useFormat()
  const { user, workspace } = useSession()
  const stop = useMutation({
    mutationFn: () => stopViewing(workspace.slug),
    onError: (error) => failed(error),
  })
  return (
    <section className={classes.banner} aria-label={words.banner}>
      <IconEye size={18} stroke={1.6} aria-hidden />
      <p className={classes.sentence}>
        <strong>{words.seeing(user.name)}</strong>
        <span className={classes.more}> {words.readOnly}</span>
        <span className={classes.more}> {words.until(format.time(viewer.endsAt))}</span>
      </p>
      <Button size="compact-sm" variant="white" color="dark" loading={stop.isPending} onClick={() => stop.mutate()}>
        {words.stop}
      </Button>
    </section>
  )
}
