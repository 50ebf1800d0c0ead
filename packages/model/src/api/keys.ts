/**
 * What an API key is for: a program, which does over the API what the key's role may; or an assistant, which comes through
 * `/api/mcp` alone and reads, or also writes what somebody confirmed.
 */
export const keyPurposes = ['program', 'assistant', 'assistant_writing'] as const
export type KeyPurpose = (typeof keyPurposes)[number]
