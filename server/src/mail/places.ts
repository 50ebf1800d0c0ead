/** Half of what a worker does at once: servers that do not answer leave room for other work. */
const most = 2

/** Who sends in this process, and whose turn comes as soon as somebody has ended. */
export interface Places {
  /** Does the work for this workspace, now or when a place is free: whoever ends does what waits. Returns at once where none is. */
  take(workspaceId: string, work: (workspaceId: string) => Promise<void>): Promise<void>
}

export function openPlaces(): Places {
  const waiting = new Set<string>()
  let taken = 0
  return {
    async take(workspaceId, work) {
      waiting.add(workspaceId)
      if (taken >= most) return
      taken += 1
      try {
        for (const next of waiting) {
          waiting.delete(next)
          await work(next)
        }
      } finally {
        taken -= 1
      }
    },
  }
}
