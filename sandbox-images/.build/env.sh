# Sourced by RUN steps that fetch something. The folder is gone from the final image.
export DEBIAN_FRONTEND=noninteractive
if [ -s /assay-build/ca.pem ]; then
  export APT_CONFIG=/assay-build/apt.conf
  export CURL_CA_BUNDLE=/assay-build/ca.pem SSL_CERT_FILE=/assay-build/ca.pem
  export NODE_EXTRA_CA_CERTS=/assay-build/ca.pem PIP_CERT=/assay-build/ca.pem
fi
