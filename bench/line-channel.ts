/** The LINE channel of the bench: invented, and never spoken to outside this machine. */
export const CHANNEL = {
  botUserId: `U${'b07'.padEnd(32, '0')}`,
  channelId: '2000000001',
  channelSecret: 'bench-secret-bench-secret-bench-',
  accessToken: 'bench-token',
} as const;

/** What a bot is given to speak with a stand-in for LINE instead of LINE. */
export function environmentFor(dataDir: string, linePort: number): Record<string, string> {
  return {
    DATA_DIR: dataDir,
    LINE_CHANNEL_ID: CHANNEL.channelId,
    LINE_CHANNEL_SECRET: CHANNEL.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: CHANNEL.accessToken,
    LINE_API_BASE_URL: `http://127.0.0.1:${linePort}`,
    SIMULATOR: 'off',
    SAMPLE_DATA: 'on',
  };
}

/** LINE id of the bench's person number `index`. */
export function userId(index: number): string {
  return `U${index.toString(16).padStart(32, '0')}`;
}
