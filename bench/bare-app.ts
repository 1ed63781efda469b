import type { AddressInfo } from 'node:net';
import { middleware } from '@line/bot-sdk';
import express from 'express';

/**
 * What the bot is compared with: the smallest Express application that verifies LINE's signature with the
 * SDK's own middleware. It stores nothing and answers 200. Tells its port to the process that started it.
 */
const app = express();
app.post('/webhook', middleware({ channelSecret: process.argv[2] ?? '' }), (_request, response) => {
  response.json({});
});
const server = app.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
