package io.piitrace.checks.javax;

import io.piitrace.checks.handoffs.Ways;
import java.io.IOException;
import javax.servlet.AsyncContext;
import javax.servlet.DispatcherType;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** {@link Ways} as a servlet of the earlier generation. */
final class Pages extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Ways ways = new Ways();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain");
        try {
            ways.answer(new Request(request, response));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private record Request(HttpServletRequest request, HttpServletResponse response) implements Ways.Page {
        @Override
        public String path() {
            return request.getRequestURI();
        }

        @Override
        public boolean isDispatched() {
            return request.getDispatcherType() == DispatcherType.ASYNC;
        }

        @Override
        public void print(long salary) throws IOException {
            response.getWriter().print(salary);
        }

        @Override
        public Ways.Later startAsync() {
            return new Async(request.startAsync());
        }
    }

    private record Async(AsyncContext context) implements Ways.Later {
        @Override
        public void start(Runnable task) {
            context.start(task);
        }

        @Override
        public void dispatch() {
            context.dispatch();
        }

        @Override
        public void complete() {
            context.complete();
        }

        @Override
        public void setTimeout(long millis) {
            context.setTimeout(millis);
        }
    }
}
