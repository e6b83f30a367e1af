FROM node:22-bookworm-slim AS build
# sqlite3 compiles itself where it has no binary for the platform.
RUN apt-get update \
  && apt-get install -y --no-install-recommends python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
COPY protocol/package.json protocol/
COPY backend/package.json backend/
COPY widget/package.json widget/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npx tsc -b protocol backend \
  && npm run build -w widget \
  && npm prune --omit=dev --no-audit --no-fund \
  && rm -rf scripts */src */tsconfig.json

FROM node:22-bookworm-slim
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  CHAT_DATA_DIR=/data \
  CHAT_LEGACY_LISTEN=0.0.0.0:5000?long=4
WORKDIR /app
COPY --from=build /app .
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000 5000
HEALTHCHECK --start-period=30s --interval=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# More room for what lives shortly: less time for garbage (docs/performance.md).
CMD ["node", "--max-semi-space-size=32", "backend/dist/main.js"]
