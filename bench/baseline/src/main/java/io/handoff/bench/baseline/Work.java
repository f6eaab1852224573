package io.handoff.bench.baseline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

record Work(UUID id, ObjectNode payload) {}
