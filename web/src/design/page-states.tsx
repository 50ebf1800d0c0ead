import { Box, Button, Center, Loader, Stack, Text, Title, VisuallyHidden } from '@mantine/core'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { ApiError } from '@tendero/model/client'
import type { ReactNode } from 'react'
import { useWords } from '../kernel/language.ts'
import { errorWords, isOffline } from '../kernel/problems.ts'
import { isKeeping } from '../kernel/seen.ts'
import { ButtonLink } from './links.tsx'

/** Something is on its way. */
export function PageLoading() {
  const words = useWords()
  return (
    <Center mih={240} role="status" aria-label={words.common.loading}>
      <Loader type="dots" />
    </Center>
  )
}

/** A whole page is on its way: it has a heading meanwhile. */
export function WholePageLoading() {
  const words = useWords()
  return (
    <>
      <VisuallyHidden component="h1">{words.common.loading}</VisuallyHidden>
      <PageLoading />
    </>
  )
}

interface MessageProps {
  readonly title: string
  readonly children?: ReactNode
  readonly picture?: ReactNode
  readonly action?: ReactNode
  /** It is the whole page, and its title that of the page. */
  readonly wholePage?: boolean
}

/** An empty or failed screen: one sentence, one picture or example, one action. */
export function Message({ title, children, picture, action, wholePage }: MessageProps) {
  return (
    <Center p="xl" mih={280}>
      <Stack align="center" gap="sm" maw={440} ta="center">
        {picture && (
          <Box c="dimmed" aria-hidden>
            {picture}
          </Box>
        )}
        <Title order={wholePage ? 1 : 2} size="h3">
          {title}
        </Title>
        {children && (
          <Text c="dimmed" component="div">
            {children}
          </Text>
        )}
        {action && <Box mt="xs">{action}</Box>}
      </Stack>
    </Center>
  )
}

export function NotFoundScreen() {
  const words = useWords()
  return (
    <Message
      wholePage
      title={words.errors.notFoundTitle}
      action={
        <ButtonLink to="/" variant="default">
          {words.errors.toToday}
        </ButtonLink>
      }
    >
      {words.errors.notFoundLead}
    </Message>
  )
}

/** What a page shows when it could not be loaded: what happened, and to try again. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const words = useWords()
  const router = useRouter()
  if (error instanceof ApiError && error.status === 404) return <NotFoundScreen />
  const again = (): void => {
    reset()
    void router.invalidate()
  }
  return (
    <Message wholePage title={words.errors.pageTitle} action={<Button onClick={again}>{words.verbs.retry}</Button>}>
      {errorWords(error, words)}
    </Message>
  )
}

/** A failed part of a page. Without a network it is one that was not seen before. */
export function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const words = useWords()
  const unseen = isKeeping && isOffline(error)
  return (
    <Message
      title={unseen ? words.offline.title : words.errors.title}
      action={
        onRetry && (
          <Button variant="default" onClick={onRetry}>
            {words.verbs.retry}
          </Button>
        )
      }
    >
      {unseen ? words.offline.unseen : errorWords(error, words)}
    </Message>
  )
}
