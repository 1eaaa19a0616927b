# `docker run --rm --network none -v "$PWD:/stories:ro" claimcheck article.txt`: see docs/install.md.
FROM python:3.13-slim AS build
WORKDIR /source
COPY . .
RUN pip wheel --no-cache-dir --wheel-dir /wheels '.[docx,xml]'

FROM python:3.13-slim
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index /wheels/*.whl \
    && useradd --uid 1000 --create-home editor
USER 1000
WORKDIR /stories
ENTRYPOINT ["claimcheck"]
