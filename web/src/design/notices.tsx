import { Button, Group, Text } from '@mantine/core'
import { hideNotification, showNotification } from '@mantine/notifications'
import { ApiError } from '@tendero/model/client'
import type { ReactNode } from 'react'
import { api } from '../kernel/api.ts'
import { currentWords } from '../kernel/language.ts'
import { errorWords } from '../kernel/problems.ts'
import { keys, queryClient } from '../kernel/queries.ts'
import { undoing } from '../undo/undoing.ts'

function closeButton() {
  return { 'aria-label': currentWords().verbs.close }
}

/** A short word that something went well. */
export function notice(message: string): void {
  showNotification({ message, withBorder: true, closeButtonProps: closeButton() })
}

/** A notice of a failure that no form shows; `message` says more than the error itself can. */
export function failed(error: unknown, message?: string): void {
  const words = currentWords()
  showNotification({
    title: words.errors.title,
    message: message || errorWords(error, words),
    color: 'red',
    autoClose: 10_000,
    withBorder: true,
    closeButtonProps: closeButton(),
  })
}

/**
 * Says why something was not done, and offers what can be done instead.
 * @param lasting stands until it is taken or closed
 */
export function offering(message: string, label: string, act: () => void, lasting = false): void {
  const id = `offering-${message}`
  const take = (): void => {
    hideNotification(id)
    act()
  }
  showNotification({
    id,
    withBorder: true,
    closeButtonProps: closeButton(),
    autoClose: lasting ? false : 20_000,
    message: (
      <Group justify="space-between">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="light" onClick={take}>
          {label}
        </Button>
      </Group>
    ),
  })
}

/** Everything shown is fetched again: after an undo, which may have touched records of any object. */
export async function refreshAll(): Promise<void> {
  await queryClient.resetQueries({ queryKey: ['list'] })
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] })
}

async function undo(id: string, operationId: string, onUndone?: () => void): Promise<void> {
  hideNotification(id)
  try {
    await api.revert(operationId)
    onUndone?.()
    await refreshAll()
    notice(currentWords().undo.undone)
  } catch (error) {
    const conflicts = error instanceof ApiError && error.problem.code === 'operation_not_revertible'
    if (conflicts) undoing.set({ operationId, onUndone })
    else failed(error)
  }
}

/**
 * Says what was done, and offers to take it back as long as the notice stands.
 * @param onUndone when it was taken back: for what the screen itself remembers of it
 */
export function undoable(message: ReactNode, operationId: string | undefined, onUndone?: () => void): void {
  if (!operationId) {
    showNotification({ message, withBorder: true, closeButtonProps: closeButton() })
    return
  }
  const id = `undo-${operationId}`
  showNotification({
    id,
    withBorder: true,
    closeButtonProps: closeButton(),
    autoClose: 12_000,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="light"
          style={{ flexShrink: 0 }}
          onClick={() => void undo(id, operationId, onUndone)}
        >
          {currentWords().verbs.undo}
        </Button>
      </Group>
    ),
  })
}
